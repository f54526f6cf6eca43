"""Russian: plurals, dates, roles, the words of screens and letters."""
