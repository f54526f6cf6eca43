"""A local Telegram as strict as the real one: Bot API, simulated people, a chat page.

It knows nothing about the product it is talked to by and imports none of its rooms.
"""
