"""人民调解委员会和人民调解员: their setting up, composition, terms and people, as 人民调解法 7 to 16 have it.

A committee's life is one matter from preparation to dissolution; its members and engaged mediators are the people of that
matter. The rows that lists and other rules read (``Mediator``, ``MediatorRecord``) follow from its timeline.
"""
