package aws

import (
	"context"
	"strings"

	sdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/rds"
	"github.com/aws/aws-sdk-go-v2/service/rds/types"
	"golang.org/x/sync/errgroup"

	"parity/model"
	"parity/model/secrets"
)

// eventMinutes is as far back as RDS keeps events: 14 days.
const eventMinutes = 14 * 24 * 60

// speaks declares of which attributes, parted by blanks, a message speaks.
func speaks(message, attributes string) model.Told {
	t := model.Told{Message: message}
	for name := range strings.FieldsSeq(attributes) {
		t.Attributes = append(t.Attributes, model.Dotted(name))
	}
	return t
}

// came declares that a message speaks of the resource itself: it is there since.
func came(message string) model.Told {
	return model.Told{Message: message, Attributes: []model.Path{{}}}
}

// What AWS's messages speak of, in the words of its list of event messages. Backups, restarts, failovers and what only
// begins change nothing that is configured.
var (
	databaseTold = []model.Told{
		came("DB instance created"), came("Restored from snapshot {}"), came("Restored from DB instance {} to {}"),
		speaks("Applying modification to database instance class", "PendingModifiedValues.DBInstanceClass"),
		speaks("Finished applying modification to DB instance class", "DBInstanceClass"),
		speaks("Applying modification to allocated storage", "PendingModifiedValues.AllocatedStorage"),
		speaks("Finished applying modification to allocated storage", storageTold),
		speaks("Finished applying autoscaling-initiated modification to allocated storage", storageTold),
		speaks("Applying modification to convert to a Multi-AZ DB instance", "PendingModifiedValues.MultiAZ"),
		speaks("Finished applying modification to convert to a Multi-AZ DB instance", "MultiAZ"),
		speaks("Applying modification to convert to a standard (Single-AZ) DB instance", "PendingModifiedValues.MultiAZ"),
		speaks("Finished applying modification to convert to a standard (Single-AZ) DB instance", "MultiAZ"),
		speaks("Enabled automated backups", "BackupRetentionPeriod"), speaks("Disabled automated backups", "BackupRetentionPeriod"),
		speaks("Reset master credentials", "PendingModifiedValues.MasterUserPassword"),
		speaks("Monitoring Interval changed to {value}", "MonitoringInterval"),
		speaks("Updated to use DBParameterGroup {}", "DBParameterGroups.DBParameterGroupName"),
		speaks("The dedicated log volume is enabled", "DedicatedLogVolume"), speaks("The dedicated log volume is disabled", "DedicatedLogVolume"),
		speaks("The engine version upgrade finished", "EngineVersion"), speaks("Database instance patched", "EngineVersion"),
	}
	clusterTold = []model.Told{
		came("DB cluster created"),
		speaks("Reset master credentials", "PendingModifiedValues.MasterUserPassword"),
		speaks("Database cluster engine version has been upgraded", "EngineVersion"),
		speaks("Database cluster engine major version has been upgraded", "EngineVersion"),
		speaks("Database cluster has been patched: source version {} => {value}", "EngineVersion"),
	}
	settingsTold = []model.Told{{
		Message: "Updated parameter {key} to {value} with apply method {}", Attributes: []model.Path{settings},
	}}
)

const storageTold = "AllocatedStorage StorageType Iops StorageThroughput"

// eventSource is a kind of RDS's events: whose they are, and which of them say that something was changed. A large
// account has thousands of backups in two weeks.
type eventSource struct {
	kind       types.SourceType
	of         []*model.Type
	categories []string
}

func eventSources() []eventSource {
	return []eventSource{
		// A cluster's parameter groups are told of as an instance's are.
		{types.SourceTypeDbParameterGroup, []*model.Type{parameterGroupType, clusterParameterGroupType}, nil},
		{types.SourceTypeDbInstance, []*model.Type{databaseType}, []string{"configuration change", "creation", "maintenance", "restoration"}},
		{types.SourceTypeDbCluster, []*model.Type{clusterType}, []string{"configuration change", "creation", "maintenance"}},
	}
}

// readEvents asks what happened to the chosen resources, of those kinds of which there are any.
func readEvents(ctx context.Context, r *reading, client *rds.Client, chosen []*model.Resource) {
	sources := eventSources()
	errs := make([]error, len(sources))
	var group errgroup.Group
	for i, source := range sources {
		ours := source.chosen(chosen)
		if len(ours) == 0 {
			continue
		}
		group.Go(func() error {
			errs[i] = source.read(ctx, r, client, ours)
			return nil
		})
	}
	_ = group.Wait() // what fails is told below, once
	for _, err := range errs {
		if err != nil {
			r.note(err, "when databases were changed stays unknown")
			return
		}
	}
}

// chosen are the chosen resources that the events may be of, by id.
func (s *eventSource) chosen(all []*model.Resource) map[string][]string {
	ours := map[string][]string{}
	for _, resource := range all {
		for _, t := range s.of {
			if resource.Type == t.Name {
				ours[resource.ID] = append(ours[resource.ID], t.Name)
			}
		}
	}
	return ours
}

func (s *eventSource) read(ctx context.Context, r *reading, client *rds.Client, ours map[string][]string) error {
	return pages(ctx, func(ctx context.Context, marker *string) (*string, error) {
		page, err := client.DescribeEvents(ctx, &rds.DescribeEventsInput{
			SourceType: s.kind, EventCategories: s.categories, Duration: sdk.Int32(eventMinutes), MaxRecords: sdk.Int32(rdsPage), Marker: marker,
		}, unlessThrottled)
		if err != nil {
			return nil, err
		}
		for _, e := range page.Events {
			id := sdk.ToString(e.SourceIdentifier)
			for _, typeName := range ours[id] {
				r.addEvents(model.Event{
					At: sdk.ToTime(e.Date).UTC(), Type: typeName, ID: id, Source: "RDS",
					Message: harmless(r.sealer, sdk.ToString(e.Message)), Categories: e.EventCategories,
				})
			}
		}
		return page.Marker, nil
	})
}

// harmless is a message without the secrets in it: the value that a parameter was given may be one.
func harmless(sealer *model.Sealer, message string) string {
	if key, value, ok := settingsTold[0].Read(message); ok {
		if _, secret := secrets.Hide(sealer, key, value).Secret(); secret {
			message = strings.Replace(message, " to "+value, " to "+model.Mask, 1)
		}
	}
	return secrets.Hide(sealer, "", message).Text()
}
