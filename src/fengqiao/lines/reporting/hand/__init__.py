"""人工登记: figures no line of work records yet, each with who entered it and the document that proves it."""
