"""What every command uses: the root, the run in progress, groups, options, dates, names and questions."""
