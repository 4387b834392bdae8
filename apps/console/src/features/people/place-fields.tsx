import { Form, Select } from 'antd';
import { useDepartments, usePlacesInUse } from './queries.ts';

/** Where a person belongs: an organisation, and for a department's data person the department. */
export function PlaceFields({ withDepartment }: { readonly withDepartment: boolean }) {
  const places = usePlacesInUse().data?.items ?? [];
  const departments = useDepartments().data?.items ?? [];
  return (
    <>
      <Form.Item name="organisation" label="所属机构" rules={[{ required: true, message: '请选择机构' }]}>
        <Select
          options={places.map((place) => ({ value: place.code, label: `${place.name}（${place.code}）` }))}
          showSearch={{ optionFilterProp: 'label' }}
        />
      </Form.Item>
      {withDepartment && (
        <Form.Item name="department" label="所属部门" rules={[{ required: true, message: '请选择部门' }]}>
          <Select options={departments.map((one) => ({ value: one.id, label: one.name }))} />
        </Form.Item>
      )}
    </>
  );
}
