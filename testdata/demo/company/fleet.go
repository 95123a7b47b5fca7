package company

import (
	"slices"
	"strings"

	sdk "github.com/aws/aws-sdk-go-v2/aws"
	ec2types "github.com/aws/aws-sdk-go-v2/service/ec2/types"
)

// machine is a role that instances play. The three values of a column are dev's, staging's and prod's;
// "=" is prod's.
type machine struct {
	role, team string
	size       [3]string
	count      [3]int
	// groups are the security groups by role; image is the family of AMIs; disk the data volume in GiB.
	groups []string
	image  string
	disk   int32
	// scaled says that an Auto Scaling group makes the instances.
	scaled bool
}

var small = [3]string{"m6i.large", "=", "m6i.xlarge"}

var machines = []machine{
	// The articles' example.
	{"app", "core", [3]string{"t3.micro", "t3.small", "t3.large"}, [3]int{1, 2, 3}, []string{"app"}, "app", 0, false},

	{"web", "edge", small, [3]int{1, 3, 3}, []string{"web"}, "web", 0, true},
	{"checkout", "edge", small, [3]int{1, 2, 2}, []string{"checkout"}, "service", 0, false},
	{"webhooks", "edge", [3]string{"=", "=", "m6i.large"}, [3]int{1, 1, 1}, []string{"internal"}, "service", 0, false},
	{"payments-api", "payments", small, [3]int{2, 6, 6}, []string{"payments-api"}, "service", 0, true},
	{"payments-worker", "payments", small, [3]int{1, 2, 2}, []string{"payments-worker"}, "service", 0, false},
	{"ledger", "payments", [3]string{"=", "=", "m6i.large"}, [3]int{1, 2, 2}, []string{"ledger"}, "service", 0, false},
	{"fraud-scorer", "payments", [3]string{"c6i.large", "=", "c6i.xlarge"}, [3]int{1, 1, 1}, []string{"internal"}, "service", 50, false},
	{"orders-api", "orders", small, [3]int{1, 2, 2}, []string{"orders"}, "service", 0, false},
	{"orders-worker", "orders", [3]string{"=", "=", "m6i.large"}, [3]int{1, 2, 2}, []string{"orders"}, "service", 0, false},
	{"invoices", "orders", [3]string{"=", "=", "m6i.large"}, [3]int{1, 1, 1}, []string{"internal"}, "service", 0, false},
	{"shipping", "orders", [3]string{"=", "=", "m6i.large"}, [3]int{1, 1, 1}, []string{"internal"}, "service", 0, false},
	{"catalog-api", "catalog", small, [3]int{1, 2, 2}, []string{"catalog"}, "service", 0, false},
	{"catalog-indexer", "catalog", [3]string{"=", "=", "c6i.large"}, [3]int{1, 1, 1}, []string{"catalog"}, "service", 40, false},
	{"search", "catalog", [3]string{"r6i.large", "=", "r6i.xlarge"}, [3]int{1, 3, 3}, []string{"search-es"}, "search", 500, false},
	{"images", "catalog", [3]string{"=", "=", "c6i.large"}, [3]int{1, 1, 1}, []string{"internal"}, "service", 100, false},
	{"users", "core", [3]string{"=", "=", "m6i.large"}, [3]int{1, 2, 2}, []string{"internal"}, "service", 0, false},
	{"notifier", "core", [3]string{"=", "=", "t3.medium"}, [3]int{1, 1, 1}, []string{"internal"}, "service", 0, false},
	{"email-relay", "core", [3]string{"=", "=", "t3.small"}, [3]int{1, 1, 1}, []string{"internal"}, "service", 0, false},
	{"scheduler", "core", [3]string{"=", "=", "t3.medium"}, [3]int{1, 1, 1}, []string{"internal"}, "service", 0, false},
	{"cache-proxy", "core", [3]string{"=", "=", "t3.medium"}, [3]int{1, 1, 1}, []string{"internal"}, "service", 0, false},
	{"admin", "backoffice", [3]string{"=", "=", "t3.medium"}, [3]int{1, 1, 1}, []string{"admin"}, "service", 0, false},
	{"support-desk", "backoffice", [3]string{"=", "=", "t3.medium"}, [3]int{1, 1, 1}, []string{"admin"}, "service", 0, false},
	{"reporting", "data", [3]string{"r6i.large", "=", "r6i.xlarge"}, [3]int{1, 1, 1}, []string{"reporting"}, "service", 200, false},
	{"etl", "data", [3]string{"=", "=", "c6i.2xlarge"}, [3]int{1, 1, 1}, []string{"reporting"}, "service", 200, false},
	{"kafka", "platform", [3]string{"=", "=", "r6i.large"}, [3]int{1, 3, 3}, []string{"kafka"}, "kafka", 300, false},
	{"prometheus", "platform", [3]string{"=", "=", "r6i.large"}, [3]int{1, 1, 1}, []string{"monitoring"}, "service", 200, false},
	{"grafana", "platform", [3]string{"=", "=", "t3.medium"}, [3]int{1, 1, 1}, []string{"monitoring"}, "service", 0, false},
	{"log-shipper", "platform", [3]string{"=", "=", "c6i.large"}, [3]int{1, 1, 1}, []string{"internal"}, "service", 100, false},
	{"ci-runner", "platform", [3]string{"=", "=", "c6i.xlarge"}, [3]int{1, 1, 1}, []string{"internal"}, "service", 100, false},
	{"bastion", "platform", [3]string{"=", "=", "t3.micro"}, [3]int{1, 1, 1}, []string{"bastion"}, "service", 0, false},
	{"vpn", "platform", [3]string{"=", "=", "t3.small"}, [3]int{1, 1, 1}, []string{"vpn"}, "service", 0, false},

	// One that production does without, and one that staging never got.
	{"loadtest", "platform", [3]string{"c6i.xlarge", "c6i.xlarge", "c6i.xlarge"}, [3]int{0, 1, 0}, []string{"internal"}, "service", 0, false},
	{"settlement", "payments", [3]string{"=", "=", "m6i.large"}, [3]int{1, 0, 1}, []string{"payments-worker"}, "service", 0, false},
}

// imageNames are the AMIs, which one account builds and shares with all: the newest of each family, and the
// web's last one.
var imageNames = map[string]string{
	"app": "acme-app-2026.11.12", "web": "acme-web-2026.11.19", "web-old": "acme-web-2026.11.05",
	"service": "acme-service-2026.11.12", "search": "acme-search-2026.09.30", "kafka": "acme-kafka-2026.08.21",
}

const toolsAccount = "555505555505"

func imageID(family string) string { return (&Account{Name: "tools"}).id("ami", family) }

func (a *Account) images() {
	for family, name := range imageNames {
		built := strings.ReplaceAll(name[len(name)-len("2026.11.12"):], ".", "-")
		a.Images = append(a.Images, ec2types.Image{
			ImageId: sdk.String(imageID(family)), Name: sdk.String(name), OwnerId: sdk.String(toolsAccount),
			Architecture: ec2types.ArchitectureValuesX8664, State: ec2types.ImageStateAvailable,
			CreationDate: sdk.String(built + "T05:12:40.000Z"),
			ImageType:    ec2types.ImageTypeValuesMachine, RootDeviceType: ec2types.DeviceTypeEbs, RootDeviceName: sdk.String("/dev/xvda"),
			VirtualizationType: ec2types.VirtualizationTypeHvm,
		})
	}
	slices.SortFunc(a.Images, func(x, y ec2types.Image) int { return strings.Compare(*x.ImageId, *y.ImageId) })
}

// fleet builds the instances, and after them the accidents.
func (a *Account) fleet() {
	for i, m := range machines {
		for n := range m.count[a.column] {
			a.instance(m, i, n)
		}
	}
	switch a.Name {
	case "dev":
		// The night's saving: the data team's machine sleeps.
		a.find("etl")[0].State = &ec2types.InstanceState{Code: sdk.Int32(80), Name: ec2types.InstanceStateNameStopped}
	case "staging":
		// A roll-out that stopped half way.
		a.find("web")[2].ImageId = sdk.String(imageID("web-old"))
	case "prod":
		// Somebody opened a console and then a door.
		wizard := ec2types.GroupIdentifier{GroupId: sdk.String(a.groupID("launch-wizard-7")), GroupName: sdk.String("launch-wizard-7")}
		admin := a.find("admin")[0]
		admin.SecurityGroups = append(admin.SecurityGroups, wizard)
		admin.NetworkInterfaces[0].Groups = admin.SecurityGroups
		// And somebody gave one broker a faster disk when it fell behind.
		broker := a.find("kafka")[1]
		a.volume(*broker.BlockDeviceMappings[1].Ebs.VolumeId).Iops = sdk.Int32(6000)
	}
	// One that no tag claims.
	bare := machine{role: "test-joao", size: [3]string{"=", "=", "t3.micro"}, groups: []string{"internal"}, image: "service"}
	if a.Name == "dev" {
		a.instance(bare, len(machines), 0)
		a.Instances[len(a.Instances)-1].Tags = ec2tags("Name", "test joao, please keep")
	}
}

// find lists the instances of a role.
func (a *Account) find(role string) []*ec2types.Instance {
	var found []*ec2types.Instance
	for i := range a.Instances {
		for _, tag := range a.Instances[i].Tags {
			if *tag.Key == "Service" && *tag.Value == role {
				found = append(found, &a.Instances[i])
			}
		}
	}
	return found
}

func (a *Account) volume(id string) *ec2types.Volume {
	i := slices.IndexFunc(a.Volumes, func(v ec2types.Volume) bool { return *v.VolumeId == id })
	return &a.Volumes[i]
}
