// Package aws turns AWS accounts into inventories. One file a service holds its calls, the declarations of
// its resource types and the operations it uses; the machinery they share is
//
//	session   credentials, region, endpoint, and whose they are
//	guard     reads only, so many calls a second, and no empty answer taken for an empty list
//	reader    one account and region, read once, shared by the environments that live in it
//	tenant    an environment's selection; membership and inventory say what of the reading belongs to it
//	source    all environments and services at once, progress, and what could not be read
//	cause     an AWS error in words, with the next step
//
// It is the only package that imports the SDK's services.
package aws
