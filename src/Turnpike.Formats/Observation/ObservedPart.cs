using Turnpike.Values;

namespace Turnpike.Formats.Observation;

/// <summary>What one service of a cloud showed in one region of one account, and how far it could be read.</summary>
/// <param name="Provider">One of <see cref="ObservedProvider"/>.</param>
/// <param name="Account">The account, subscription or project.</param>
/// <param name="Region">Empty for services without regions.</param>
/// <param name="Service">Such as <c>ec2</c>.</param>
public sealed record ObservedPart(
    string Provider,
    string Account,
    string Region,
    string Service,
    IReadOnlyList<Coverage> Coverage,
    IReadOnlyList<ObservedResource> Resources);

/// <summary>One resource as a cloud shows it, in the words of Terraform.</summary>
/// <param name="Type">Terraform's type.</param>
/// <param name="Id">What Terraform's state holds as its <c>id</c>.</param>
/// <param name="Attributes">
/// Terraform's attributes, blocks being lists of objects. What could not be read is an <see cref="UnknownValue"/>
/// (<see cref="Unread"/> makes one), what is secret a sensitive value.
/// </param>
public sealed record ObservedResource(string Type, string Id, ObjectValue Attributes)
{
    /// <summary>In the place of an attribute whose call was denied or failed.</summary>
    public static Value Unread { get; } = new UnknownValue("unread", UnknownOrigin.Unread);

    public string? Arn { get; init; }

    /// <summary>What people call it.</summary>
    public string? Name { get; init; }

    /// <summary>What made it, where it tells.</summary>
    public MadeBy? MadeBy { get; init; }
}

/// <param name="Tool">Such as <c>cloudformation</c>, <c>eks</c>, <c>autoscaling</c>.</param>
/// <param name="Name">Of the stack, the cluster, the group.</param>
public sealed record MadeBy(string Tool, string Name);
