"""模板: the marks a bureau may write in Word, and the document in official layout that is made of them. No database."""
