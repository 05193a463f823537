"""The schema revision this version of salesctl works with; revisions are numbered in order."""

HEAD = "0007"
