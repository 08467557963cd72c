"""Evidence: the exchanges of kept articles as WARC files with a hash chain that shows every later change."""
