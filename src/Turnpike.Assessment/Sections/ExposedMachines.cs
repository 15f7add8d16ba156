using Turnpike.Assessment.Facts;
using Turnpike.Assessment.Results;
using Turnpike.Gate.Rules;

namespace Turnpike.Assessment.Sections;

/// <summary>
/// Machines and databases that have a public address and a group that lets the internet in: a rule sees the group, and not
/// whether anything behind it can be reached.
/// </summary>
internal sealed class ExposedMachines(AssessedEstate estate, SectionSheet sheet, OpenGroups groups)
{
    public async Task<List<WayIn>> JudgeAsync(CancellationToken cancellationToken)
    {
        var ways = new List<WayIn>();
        var machines = new Answers("exposure.machine", "Machines that the internet reaches directly");
        var addresses = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var instance in estate.ReadAsync(["aws_instance"], cancellationToken))
        {
            var address = instance.Attributes.Text("public_ip");
            if (address is { Length: > 0 })
            {
                addresses.Add(address);
            }

            Take(machines, instance, instance.At("public_ip").IsOpen() ? null : address is { Length: > 0 }, "public_ip", Severity.Medium, Severity.High, ways);
        }

        var databases = new Answers("exposure.database", "Databases that the internet reaches");
        await foreach (var database in estate.ReadAsync(["aws_db_instance"], cancellationToken))
        {
            Take(databases, database, database.Attributes.Flag("publicly_accessible"), "publicly_accessible", Severity.Critical, Severity.Critical, ways);
        }

        await foreach (var address in estate.ReadAsync(["aws_eip"], cancellationToken))
        {
            if (address.Attributes.Text("public_ip") is { } ip)
            {
                addresses.Add(ip);
            }
        }

        machines.WriteTo(sheet, estate, "Each flaw of what listens there is open to everybody.", "Put a load balancer in front, take the public address away, and go in by Session Manager.", "aws_security_group", "aws_instance");
        databases.WriteTo(sheet, estate, "One guessed password, or one flaw, and the data is gone.", "Set publicly_accessible = false; reach it from inside.", "aws_security_group", "aws_db_instance");
        await ImagesAsync(cancellationToken);
        sheet.Add(Exposure.Addresses, estate.IsRead("aws_eip", "aws_instance") || addresses.Count > 0 ? addresses.Count : null);
        sheet.AddShare(Exposure.Machines, machines.Failing, machines.Known);
        return ways;
    }

    private void Take(Answers answers, ResourceFacts facts, bool? isPublic, string path, Severity usual, Severity grave, List<WayIn> ways)
    {
        var own = facts.Attributes.Texts("vpc_security_group_ids");
        var ports = isPublic == false ? [] : facts.At("vpc_security_group_ids").IsOpen() ? null : groups.Of(own);
        if (isPublic == false || ports is { Count: 0 })
        {
            answers.Passes();
        }
        else if (isPublic is null || ports is null)
        {
            answers.IsOpen(facts.Resource);
        }
        else
        {
            var text = string.Join(", ", ports.Select(static p => p.ToString()).Distinct());
            answers.Fails(facts.Resource, ports.Any(static p => p.IsAll || p.IsGrave) ? grave : usual, facts.EvidenceOf(path), new Evidence(facts.Resource.Key.ToString(), "vpc_security_group_ids", $"{string.Join(", ", own)} open to the internet: {text}"));
            ways.Add(new WayIn(facts.Resource, text, "itself"));
        }
    }

    private async Task ImagesAsync(CancellationToken cancellationToken)
    {
        var images = new Answers("exposure.image", "Images that everybody may start");
        await foreach (var image in estate.ReadAsync(["aws_ami"], cancellationToken))
        {
            images.Take(image, image.Attributes.Flag("public"), Severity.High, image.EvidenceOf("public"));
        }

        images.WriteTo(sheet, estate, "What is on its disk is everybody's: keys, code, data.", "Take the permission back, and change every secret that was on it.", "aws_ami");
    }
}
