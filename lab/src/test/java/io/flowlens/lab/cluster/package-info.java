/**
 * A Flink cluster of processes on this machine, as small as Maven Central serves it: a JobManager
 * and TaskManagers that tests start, kill and submit the shaded jar to.
 *
 * <p>Run only these tests, of {@code io.flowlens.lab.e2e}, with
 *
 * <pre>
 * mvn -pl lab -am verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dit.test='DisturbedJobIT,DeployedPropertiesIT,UpgradeIT' -Dfailsafe.failIfNoSpecifiedTests=false
 * </pre>
 *
 * All share one cluster and one local AWS. What the processes logged stays in {@code
 * lab/target/cluster}, with a folder for each start.
 */
package io.flowlens.lab.cluster;
