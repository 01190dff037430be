"""How fengqiao looks: base templates, components, style sheets, the small scripts. Knows no domain."""
