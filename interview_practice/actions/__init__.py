"""Verbs: one transaction each, shared by the web, the command line and the jobs."""
