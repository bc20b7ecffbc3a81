"""What holds until somebody chooses otherwise; the tables of facts are read by who asks more."""

DEFAULT_COUNTRY = "FRA"
