"""Pure rules of the sales method: facts and dates come in as arguments, nothing is read or written."""
