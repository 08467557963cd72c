"""Who, where, when, which law: found first without judging, then resolved for the story."""
