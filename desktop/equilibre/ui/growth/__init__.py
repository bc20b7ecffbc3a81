"""The growth tab: from BERT to GPT-3 and beyond, and on this computer."""
