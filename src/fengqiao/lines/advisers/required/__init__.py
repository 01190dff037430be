"""应配顾问的对象: which villages, schools, enterprises and key projects are each to have one. The denominator of coverage."""
