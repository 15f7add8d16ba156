using System.Globalization;
using Turnpike.Assessment.Facts;
using Turnpike.Formats;

namespace Turnpike.Assessment.Sections;

/// <summary>Balancers, endpoints and gateways that answer the internet, and what is behind them.</summary>
internal sealed class WaysIn(AssessedEstate estate, OpenGroups groups)
{
    private const int MaxBehind = 5;

    public static IReadOnlyList<string> Types { get; } =
    [
        "aws_instance", "aws_eip", "aws_security_group", "aws_lb", "aws_lb_listener", "aws_lb_target_group", "aws_elb", "aws_lambda_function_url", "aws_cloudfront_distribution", "aws_api_gateway_rest_api", "aws_apigatewayv2_api", "aws_eks_cluster",
        "Service", "networking.k8s.io/Ingress",
    ];

    private readonly List<WayIn> _found = [];

    public async Task<List<WayIn>> FindAsync(CancellationToken cancellationToken)
    {
        await BalancersAsync(cancellationToken);
        await foreach (var url in estate.ReadAsync(["aws_lambda_function_url"], cancellationToken))
        {
            if (url.Attributes.Text("authorization_type") == "NONE")
            {
                _found.Add(new WayIn(url.Resource, "443", "function " + url.Attributes.Text("function_name")));
            }
        }

        await foreach (var distribution in estate.ReadAsync(["aws_cloudfront_distribution"], cancellationToken))
        {
            if (distribution.Attributes.Flag("enabled") != false)
            {
                _found.Add(new WayIn(distribution.Resource, "443", Some(distribution.Attributes.List("origin").Select(static o => o.Text("domain_name")))));
            }
        }

        await foreach (var gateway in estate.ReadAsync(["aws_api_gateway_rest_api", "aws_apigatewayv2_api"], cancellationToken))
        {
            if (!gateway.Attributes.List("endpoint_configuration").Any(static e => e.Texts("types").Contains("PRIVATE")))
            {
                _found.Add(new WayIn(gateway.Resource, "443", "its integrations"));
            }
        }

        await foreach (var cluster in estate.ReadAsync(["aws_eks_cluster"], cancellationToken))
        {
            // Without ranges the service lets everybody in.
            var ranges = cluster.Attributes.Texts("vpc_config.public_access_cidrs");
            if (cluster.Attributes.Flag("vpc_config.endpoint_public_access") == true && !cluster.At("vpc_config.public_access_cidrs").IsOpen() && (ranges.Count == 0 || ranges.Contains("0.0.0.0/0")))
            {
                _found.Add(new WayIn(cluster.Resource, "443", "the cluster's API"));
            }
        }

        await OfClustersAsync(cancellationToken);
        return _found;
    }

    private async Task BalancersAsync(CancellationToken cancellationToken)
    {
        var listeners = await estate.ReadAsync(["aws_lb_listener"], cancellationToken)
            .ToLookupAsync(static l => l.Attributes.Text("load_balancer_arn"), static l => l.Attributes.Number("port"), StringComparer.Ordinal, cancellationToken);
        var behind = new List<(string Balancer, string Target)>();
        var names = (estate.Of("aws_lb_target_group", "aws_elb").Count == 0 ? [] : estate.Of("aws_instance")).Where(static i => i.Id is not null).DistinctBy(static i => i.Id).ToDictionary(static i => i.Id!, static i => i.Name);
        await foreach (var targets in estate.ReadAsync(["aws_lb_target_group"], cancellationToken))
        {
            behind.AddRange(from balancer in targets.Attributes.Texts("load_balancer_arns")
                            from target in targets.Attributes.Texts("target_ids").DefaultIfEmpty(targets.Resource.Name)
                            select (balancer, names.GetValueOrDefault(target, target)));
        }

        await foreach (var balancer in estate.ReadAsync(["aws_lb"], cancellationToken))
        {
            var own = balancer.Attributes.Texts("security_groups");
            if (balancer.Attributes.Flag("internal") == false && (own.Count == 0 || groups.Of(own) is not { Count: 0 }))
            {
                var ports = listeners[balancer.Resource.Arn].OfType<double>().Distinct().Order().Select(static p => p.ToString(CultureInfo.InvariantCulture));
                _found.Add(new WayIn(balancer.Resource, string.Join(", ", ports), Some(behind.Where(b => b.Balancer == balancer.Resource.Arn).Select(static b => b.Target))));
            }
        }

        await foreach (var balancer in estate.ReadAsync(["aws_elb"], cancellationToken))
        {
            if (balancer.Attributes.Flag("internal") == false)
            {
                var ports = balancer.Attributes.List("listener").Select(static l => l.Number("lb_port")).OfType<double>().Order().Select(static p => p.ToString(CultureInfo.InvariantCulture));
                _found.Add(new WayIn(balancer.Resource, string.Join(", ", ports), Some(balancer.Attributes.Texts("instances").Select(i => names.GetValueOrDefault(i, i)))));
            }
        }
    }

    private async Task OfClustersAsync(CancellationToken cancellationToken)
    {
        await foreach (var service in estate.ReadAsync(["Service"], cancellationToken))
        {
            if (service.Attributes.Text("spec.type") == "LoadBalancer" && !IsInside(service))
            {
                _found.Add(new WayIn(service.Resource, string.Join(", ", service.Attributes.List("spec.ports").Select(static p => p.Number("port")).OfType<double>().Select(static p => p.ToString(CultureInfo.InvariantCulture))), Some(service.At("spec.selector").EntriesAt().Select(static l => $"{l.Key}={(l.Value as Values.StringValue)?.Value}"))));
            }
        }

        await foreach (var ingress in estate.ReadAsync(["networking.k8s.io/Ingress"], cancellationToken))
        {
            if (!IsInside(ingress))
            {
                var backends = ingress.Attributes.List("spec.rules").SelectMany(static r => r.List("http.paths")).Select(static p => p.Text("backend.service.name"));
                _found.Add(new WayIn(ingress.Resource, ingress.Attributes.List("spec.tls").Count > 0 ? "443" : "80", Some(backends)));
            }
        }
    }

    // By the annotations that the controllers of the clouds go by.
    private static bool IsInside(ResourceFacts facts) =>
        facts.At("metadata.annotations").EntriesAt().Any(static a => a.Value is Values.StringValue { Value: var text } && (
            (a.Key.EndsWith("aws-load-balancer-scheme", StringComparison.Ordinal) && text == "internal")
            || (a.Key.EndsWith("alb.ingress.kubernetes.io/scheme", StringComparison.Ordinal) && text == "internal")
            || (a.Key.EndsWith("-load-balancer-internal", StringComparison.Ordinal) && text is "true" or "0.0.0.0/0")
            || (a.Key.EndsWith("load-balancer-type", StringComparison.Ordinal) && text == "Internal")));

    private static string Some(IEnumerable<string?> names)
    {
        var all = names.OfType<string>().Distinct().ToList();
        return all.Count == 0 ? "nothing that is known" : string.Join(", ", all.Take(MaxBehind)) + (all.Count > MaxBehind ? string.Create(CultureInfo.InvariantCulture, $" and {all.Count - MaxBehind} more") : "");
    }
}
