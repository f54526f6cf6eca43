"""Settings, and what a methodologist edits: questionnaires, consents, calendars."""
