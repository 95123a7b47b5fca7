package aws

import (
	"errors"

	"github.com/aws/smithy-go"

	"parity/model"
)

// unreadOf tells why a type could not be read.
func unreadOf(err error, typeName string) model.Unread {
	lost := model.Unread{Type: typeName, Code: "Error", Message: err.Error()}
	var operation *smithy.OperationError
	if errors.As(err, &operation) {
		lost.Operation = operation.Service() + ":" + operation.Operation()
	}
	var broken brokenChain
	lost.Partial = errors.As(err, &broken)
	return lost
}
