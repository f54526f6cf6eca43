"""What a person meets in the messenger."""
