"""The tab where a model is trained while its power is watched."""
