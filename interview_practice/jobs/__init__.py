"""Background work: the only place that knows who calls the verbs."""
