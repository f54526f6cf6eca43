"""The programme's rules: pure values and decisions, no input, no output, no clock, no framework."""
