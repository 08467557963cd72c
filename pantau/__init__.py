"""What a person starts: command line, settings, bootstrap, scheduler, workers, demo newsroom, evaluation."""

__version__ = "0.1.0"
