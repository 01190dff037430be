"""抽查回访: of each unit's ended work some is drawn every month by chance, and somebody else telephones."""
