class CannotRun(Exception):
    """Says in a sentence what is wrong and what to do; shown without a traceback."""
