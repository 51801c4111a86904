"""The Russian layer: the only door to pymorphy3, to natasha's models and to the word lists."""
