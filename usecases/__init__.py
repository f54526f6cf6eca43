"""One module a subject; one public method is one thing a person does, and one transaction."""
