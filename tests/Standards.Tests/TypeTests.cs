namespace IqWorkflows.Standards.Tests;

public sealed class TypeTests
{
    private static readonly string[] s_forbiddenEndings =
    [
        "Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Processor", "Handler", "Service", "Info", "Data", "Base", "Impl", "Dto",
    ];

    [Fact]
    public void Interfaces_stand_only_at_real_seams()
    {
        var allowed = new Exceptions("interfaces");

        allowed.AssertNoOther(
            CompiledType.All.Where(type => type.IsInterface && !allowed.Allow(type.Name)).Select(type => type.ToString()),
            "An interface needs two implementations today: use the class itself, an abstract record with cases, or a delegate.");
    }

    [Fact]
    public void Classes_are_sealed_unless_they_are_meant_as_a_base()
    {
        var allowed = new Exceptions("open-classes");

        allowed.AssertNoOther(
            CompiledType.All.Where(type => type.IsOpenClass && !allowed.Allow(type.Name)).Select(type => type.ToString()),
            "Make it sealed, static or abstract.");
    }

    [Fact]
    public void No_name_ends_in_a_word_that_says_nothing()
    {
        var allowed = new Exceptions("endings");

        allowed.AssertNoOther(
            from source in Repository.Sources
            from name in source.DeclaredTypes
            where s_forbiddenEndings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal)) && !allowed.Allow(name)
            select $"{source.Path}: {name}",
            "Name it after the thing of the domain, or after what it decides.");
    }

    [Fact]
    public void The_check_sees_types_at_all()
    {
        Assert.Contains(CompiledType.All, type => type.Project == "Engine" && type.IsOpenClass == false);
        Assert.Contains(Repository.Sources, source => source.DeclaredTypes.Contains(nameof(TypeTests)));
    }
}
