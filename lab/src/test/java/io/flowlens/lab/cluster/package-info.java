/**
 * A Flink cluster of processes on this machine, as small as Maven Central serves it: a JobManager
 * and TaskManagers that tests start, kill and submit the shaded jar to.
 *
 * <p>Its tests are {@code DisturbedJobIT}, {@code DeployedPropertiesIT} and {@code UpgradeIT} in
 * {@code io.flowlens.lab.e2e}; this runs them alone:
 *
 * <pre>
 * mvn -pl lab -am verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dit.test='DisturbedJobIT,DeployedPropertiesIT,UpgradeIT' -Dfailsafe.failIfNoSpecifiedTests=false
 * </pre>
 *
 * <p>All share one cluster and one local AWS. What the processes logged, and the properties of each
 * job, stay in {@code lab/target/cluster}, in a folder for each run.
 */
package io.flowlens.lab.cluster;
