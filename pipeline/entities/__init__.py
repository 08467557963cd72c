"""Who, where, when, under which law: finds names and decides what they are to the story."""
