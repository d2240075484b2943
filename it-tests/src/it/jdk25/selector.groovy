// Without a JDK 25 the project is skipped; the outer build has said so.
return !java25Home.isEmpty()
