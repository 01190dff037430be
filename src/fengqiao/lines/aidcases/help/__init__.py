"""值班律师法律帮助: one person helped by the duty lawyer, for one organ's case. Help is no defence (刑事诉讼法36)."""
