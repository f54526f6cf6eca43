"""All that speaks Bot API."""
