"""The life-cycle tab: two ways of doing a job, indicator by indicator."""
