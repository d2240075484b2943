String log = new File(basedir, 'build.log').text
assert log.contains('[NotWoven] Await.of was called in Greeter, which was not woven.')
assert log.contains('weft-processor is not on the processor path (Maven: annotationProcessorPaths')
