"""A year in a minute: a simulated school lives through a school year with the real bot, and a checker reads the log.

Nothing here knows the product's rules: the bot is a process, people press what they see, the calendar is an own one.
"""
