using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace IqWorkflows.Storage.Migrations;

/// <summary>A table with many columns that may all be empty, written as lists of names. Types of the database are left to its provider.</summary>
internal sealed class NewTable
{
    private readonly CreateTableOperation _table;

    /// <param name="schema">The migration.</param>
    /// <param name="name">The table.</param>
    /// <param name="key">Columns of the key: a text, or a text and a number.</param>
    public NewTable(MigrationBuilder schema, string name, params string[] key)
    {
        _table = new CreateTableOperation { Name = name, PrimaryKey = new AddPrimaryKeyOperation { Name = "pk_" + name, Table = name, Columns = key } };
        schema.Operations.Add(_table);
        Add(typeof(string), key[0], isNullable: false);
        foreach (var number in key.Skip(1))
            Add(typeof(int), number, isNullable: false);
    }

    public NewTable Moments(string names) => Add(typeof(long), names, isNullable: false);

    public NewTable Texts(string names) => Add(typeof(string), names);

    public NewTable Days(string names) => Add(typeof(DateOnly), names);

    public NewTable Numbers(string names) => Add(typeof(int), names);

    public NewTable YesOrNo(string names) => Add(typeof(bool), names);

    public NewTable Amounts(string names) => Add(typeof(decimal), names);

    public NewTable Instants(string names) => Add(typeof(long), names);

    private NewTable Add(Type type, string names, bool isNullable = true)
    {
        foreach (var name in names.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            _table.Columns.Add(new AddColumnOperation { Table = _table.Name, Name = name, ClrType = type, IsNullable = isNullable });
        return this;
    }
}
