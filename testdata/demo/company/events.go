package company

import (
	"slices"
	"time"

	sdk "github.com/aws/aws-sdk-go-v2/aws"
	rdstypes "github.com/aws/aws-sdk-go-v2/service/rds/types"
)

// event is one of RDS's, in its own words.
func (a *Account) event(kind rdstypes.SourceType, source, category, message string, at time.Time) rdstypes.Event {
	return rdstypes.Event{
		SourceType: kind, SourceIdentifier: sdk.String(source), Message: sdk.String(message), Date: sdk.Time(at),
		EventCategories: []string{category},
	}
}

// eventsOf are those of a kind that fall under one of the categories: under any, where none is asked for.
func (a *Account) eventsOf(kind rdstypes.SourceType, categories []string) []rdstypes.Event {
	return slices.DeleteFunc(slices.Clone(a.Events), func(e rdstypes.Event) bool {
		return e.SourceType != kind || len(categories) > 0 && !slices.ContainsFunc(e.EventCategories, func(category string) bool {
			return slices.Contains(categories, category)
		})
	})
}
