"""The energy of published trainings, recomputed factor by factor, and on another grid."""
