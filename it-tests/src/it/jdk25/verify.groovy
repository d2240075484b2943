assert new File(basedir, 'build.log').text =~ /Hello ADA\RHello ALAN\RHello GRACE/
