assert new File(basedir, 'build.log').readLines().containsAll('Hello ADA', 'Hello ALAN', 'Hello GRACE')
