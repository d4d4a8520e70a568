/** How clients retry: the policies of the AWS SDKs and of careless people. */
package io.flowlens.lab.simulator.client;
