/// Holds what the documentation says against what the programs do.
package slipway.e2e.docs;
