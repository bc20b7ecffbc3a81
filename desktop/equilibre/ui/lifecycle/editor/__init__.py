"""The editor of a study: forms with live checks, and what a typed text makes of a study."""
