package io.flowlens.lab.bench;

import java.nio.file.Path;

/**
 * The spans that a contender processes.
 *
 * @param folder where the corpora are
 * @param made how many spans the corpus was made with
 * @param spans how many of them to process
 */
record Load(Path folder, long made, long spans) {}
