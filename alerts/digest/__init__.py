"""The digest: collected from the archive into one frozen record, then rendered for mail, terminal and messengers."""
