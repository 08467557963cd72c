"""Articles as files for Excel, scripts, citation managers and data repositories; streamed in constant memory.

Without being asked for more, an export holds no text of the outlets, no evidence text and no names of persons: facts,
codes and offsets into the text, from which whoever has the article can find the evidence again.
"""
