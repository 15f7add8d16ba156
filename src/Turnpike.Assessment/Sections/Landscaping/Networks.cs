using Turnpike.Assessment.Facts;
using Turnpike.Assessment.Reports;
using Turnpike.Assessment.Results;
using Turnpike.Gate.Rules;

namespace Turnpike.Assessment.Sections.Landscaping;

/// <summary>The networks of an estate and what leads from one to another.</summary>
internal sealed class Networks
{
    private const string Vpc = "aws_vpc";
    private const string Subnet = "aws_subnet";
    private const string Internet = "aws_internet_gateway";
    private const string Nat = "aws_nat_gateway";
    private const string Peering = "aws_vpc_peering_connection";
    private const string Attachment = "aws_ec2_transit_gateway_vpc_attachment";
    private const string VpnGateway = "aws_vpn_gateway";
    private const string Vpn = "aws_vpn_connection";
    private const string Endpoint = "aws_vpc_endpoint";

    private readonly Dictionary<string, Network> _byId = new(StringComparer.Ordinal);
    private readonly List<Link> _links = [];

    private Networks()
    {
    }

    public static string[] Types => [Vpc, Subnet, Internet, Nat, Peering, Attachment, VpnGateway, Vpn, Endpoint];

    public IReadOnlyCollection<Network> All => _byId.Values;

    /// <summary>One network and what hangs on it.</summary>
    internal sealed class Network(AssessedResource resource, string block)
    {
        public AssessedResource Resource => resource;

        public string Block => block;

        public bool IsDefault => Resource.SeenType == "aws_default_vpc";

        public int Subnets { get; set; }

        public HashSet<string> Zones { get; } = new(StringComparer.Ordinal);

        public bool HasInternet { get; set; }

        public int Nats { get; set; }

        public List<string> Endpoints { get; } = [];

        public List<string> Connections { get; } = [];

        public string Label => Resource.Name == Resource.Id ? Resource.Id ?? "" : $"{Resource.Name} ({Resource.Id})";
    }

    /// <param name="To">Null for what lies outside of the estate.</param>
    private sealed record Link(AssessedResource By, string Kind, Network From, Network? To, string Status);

    public static async Task<Networks> ReadAsync(AssessedEstate estate, CancellationToken cancellationToken)
    {
        var networks = new Networks();
        await foreach (var vpc in estate.ReadAsync([Vpc], cancellationToken))
        {
            networks._byId.TryAdd(vpc.Resource.Id ?? vpc.Resource.Key.ToString(), new Network(vpc.Resource, vpc.Attributes.Text("cidr_block") ?? ""));
        }

        if (networks._byId.Count > 0)
        {
            await networks.HangAsync(estate, cancellationToken);
            await networks.ConnectAsync(estate, cancellationToken);
        }

        return networks;
    }

    /// <returns>How many pairs of connected networks overlap.</returns>
    public int WriteTo(SectionSheet sheet, AssessedEstate estate)
    {
        sheet.Add(new Table(
            "Networks",
            ["Network", "Where", "Addresses", "Subnets", "Zones", "Internet", "NAT", "Connected to", "Endpoints"],
            [.. All.OrderBy(static n => n.Resource.Place.Account, StringComparer.Ordinal).ThenBy(static n => n.Resource.Place.Region, StringComparer.Ordinal).ThenBy(static n => n.Label, StringComparer.Ordinal).Select(static n => new[]
            {
                n.Label + (n.IsDefault ? " default" : ""),
                $"{n.Resource.Place.Account} {n.Resource.Place.Region}",
                n.Block,
                ReportWords.Number(n.Subnets),
                ReportWords.Number(n.Zones.Count),
                n.HasInternet ? "yes" : "no",
                ReportWords.Number(n.Nats),
                string.Join(", ", n.Connections.Distinct()),
                string.Join(", ", n.Endpoints.Distinct().Order(StringComparer.Ordinal)),
            })]));
        if (_links.Count > 0)
        {
            sheet.Add(new Table("How networks are connected", ["From", "To", "By", "Status"], [.. _links.Select(static l => new[] { l.From.Label, l.To?.Label ?? "outside of what was read", $"{l.Kind} {l.By.Id}", l.Status })]));
        }

        AddEnvironments(sheet);
        AddDefaults(sheet, estate);
        return AddOverlaps(sheet);
    }

    private async Task HangAsync(AssessedEstate estate, CancellationToken cancellationToken)
    {
        var ofSubnet = new Dictionary<string, Network>(StringComparer.Ordinal);
        await foreach (var subnet in estate.ReadAsync([Subnet], cancellationToken))
        {
            if (Find(subnet, "vpc_id") is { } network)
            {
                network.Subnets++;
                ofSubnet[subnet.Resource.Id ?? ""] = network;
                if (subnet.Attributes.Text("availability_zone") is { } zone)
                {
                    network.Zones.Add(zone);
                }
            }
        }

        await foreach (var gateway in estate.ReadAsync([Internet], cancellationToken))
        {
            if (Find(gateway, "vpc_id") is { } network)
            {
                network.HasInternet = true;
            }
        }

        await foreach (var nat in estate.ReadAsync([Nat], cancellationToken))
        {
            if (nat.Attributes.Text("subnet_id") is { } subnet && ofSubnet.TryGetValue(subnet, out var network))
            {
                network.Nats++;
            }
        }

        await foreach (var endpoint in estate.ReadAsync([Endpoint], cancellationToken))
        {
            if (Find(endpoint, "vpc_id") is { } network && endpoint.Attributes.Text("service_name") is { } service)
            {
                network.Endpoints.Add(service[(service.LastIndexOf('.') + 1)..]);
            }
        }
    }

    private async Task ConnectAsync(AssessedEstate estate, CancellationToken cancellationToken)
    {
        await foreach (var peering in estate.ReadAsync([Peering], cancellationToken))
        {
            if (Find(peering, "vpc_id") is { } from)
            {
                Add(peering.Resource, "peering", from, Find(peering, "peer_vpc_id"), peering.Attributes.Text("accept_status") ?? "");
            }
            else if (Find(peering, "peer_vpc_id") is { } accepter)
            {
                Add(peering.Resource, "peering", accepter, null, peering.Attributes.Text("accept_status") ?? "");
            }
        }

        // Whatever hangs on one transit gateway may reach the others on it, as its route tables have it.
        var attachments = await estate.ReadAsync([Attachment], cancellationToken)
            .ToLookupAsync(static a => a.Attributes.Text("transit_gateway_id") ?? "", a => (By: a.Resource, Network: Find(a, "vpc_id")), cancellationToken: cancellationToken);
        foreach (var gateway in attachments)
        {
            var attached = gateway.Where(static a => a.Network is not null).ToList();
            for (var i = 0; i < attached.Count; i++)
            {
                attached[i].Network!.Connections.Add($"transit gateway {gateway.Key}");
                foreach (var (_, other) in attached.Skip(i + 1))
                {
                    _links.Add(new Link(attached[i].By, "transit gateway", attached[i].Network!, other, "attached"));
                }
            }
        }

        var gateways = await estate.ReadAsync([VpnGateway], cancellationToken).Where(g => Find(g, "vpc_id") is not null)
            .ToDictionaryAsync(static g => g.Resource.Id ?? "", g => Find(g, "vpc_id")!, StringComparer.Ordinal, cancellationToken);
        await foreach (var vpn in estate.ReadAsync([Vpn], cancellationToken))
        {
            if (vpn.Attributes.Text("vpn_gateway_id") is { } id && gateways.TryGetValue(id, out var network))
            {
                Add(vpn.Resource, "VPN", network, null, "");
            }
        }
    }

    private void Add(AssessedResource by, string kind, Network from, Network? to, string status)
    {
        _links.Add(new Link(by, kind, from, to, status));
        from.Connections.Add(to is null ? $"outside by {kind}" : $"{to.Label} by {kind}");
        to?.Connections.Add($"{from.Label} by {kind}");
    }

    private int AddOverlaps(SectionSheet sheet)
    {
        var overlaps = _links.Where(static l => l.To is { } to && to != l.From && AddressBlock.Overlap(l.From.Block, to.Block)).DistinctBy(static l => (l.From.Label, l.To!.Label)).ToList();
        foreach (var link in overlaps)
        {
            sheet.Add(
                "landscape.overlap",
                Severity.Medium,
                [link.From.Resource, link.To!.Resource],
                $"{link.From.Label} and {link.To.Label} are connected by {link.Kind} and have overlapping addresses, {link.From.Block} and {link.To.Block}",
                "Traffic between overlapping blocks goes astray or cannot be routed at all.",
                [new Evidence(link.From.Resource.Key.ToString(), "cidr_block", link.From.Block), new Evidence(link.To.Resource.Key.ToString(), "cidr_block", link.To.Block)],
                "Find out whether anything relies on the connection; give one of the two a block of its own before more is built on it.");
        }

        return overlaps.Count;
    }

    // A way between environments is a way from the least to the best guarded.
    private void AddEnvironments(SectionSheet sheet)
    {
        foreach (var link in _links)
        {
            if (link.To is { Resource.Environment: { } to } other && link.From.Resource.Environment is { } from && !string.Equals(from, to, StringComparison.OrdinalIgnoreCase) && Importance.IsProduction(link.From.Resource) != Importance.IsProduction(other.Resource))
            {
                sheet.Add(
                    "landscape.environments-connected",
                    Severity.High,
                    [link.From.Resource, other.Resource],
                    $"{link.From.Label} ({from}) and {other.Label} ({to}) are connected by {link.Kind} {link.By.Id}",
                    "Whoever is in the one environment has a way into the other, as far as routes and groups let them.",
                    [new Evidence(link.By.Key.ToString(), null, link.Kind), new Evidence(link.From.Resource.Key.ToString(), null, from), new Evidence(other.Resource.Key.ToString(), null, to)],
                    "Look at the routes over the connection; close those that nobody can name the use of.");
            }
        }
    }

    private void AddDefaults(SectionSheet sheet, AssessedEstate estate)
    {
        var used = All.Where(static n => n.IsDefault).Select(n => (Network: n, By: estate.UsedBy(n.Resource).Where(static r => r.Type is "aws_instance" or "aws_db_instance" or "aws_lb" or "aws_elb" or "aws_eks_cluster" or "aws_lambda_function").ToList())).Where(static n => n.By.Count > 0).ToList();
        if (used.Count > 0)
        {
            sheet.Add(
                "landscape.default-network",
                Severity.Medium,
                [.. used.Select(static u => u.Network.Resource)],
                $"{ReportWords.Many(used.Count, "default network")} with something in {(used.Count == 1 ? "it" : "them")}",
                "A default network has public subnets and an open way out: what is put there is reachable unless somebody takes care.",
                used.SelectMany(static u => u.By.Take(3).Select(b => new Evidence(b.Key.ToString(), null, $"in {u.Network.Label}"))),
                "Move what is in it into a network made for it; then remove the default network.");
        }
    }

    private Network? Find(ResourceFacts facts, string path) => facts.Attributes.Text(path) is { } id && _byId.TryGetValue(id, out var network) ? network : null;
}
