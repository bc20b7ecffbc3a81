"""Life-cycle assessment of a service: its impacts, and what they are beside another way's."""
